name = "text"
def run():
    return name()
run()
