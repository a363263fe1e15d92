import threading, time
def late():
    time.sleep(0.02)
    print("a thread that is no daemon finishes its work after main")
threading.Thread(target=late).start()
print("main is done")
