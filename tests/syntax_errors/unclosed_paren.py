import threading

worker = threading.Thread(target=print, args=(1, 2)
worker.start()
