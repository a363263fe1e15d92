# A first thread, in the way tutorials begin: logging tells who runs.
import logging
import sys
import threading
import time


def thread_function(name):
    logging.info("Thread %s: starting", name)
    time.sleep(0.02)
    logging.info("Thread %s: finishing", name)


if __name__ == "__main__":
    format = "%(levelname)s: %(message)s"
    logging.basicConfig(format=format, level=logging.INFO, stream=sys.stdout)
    logging.info("Main    : before creating thread")
    x = threading.Thread(target=thread_function, args=(1,))
    x.start()
    x.join()
    threads = list()
    for index in range(3):
        logging.info("Main    : create and start thread %d.", index)
        x = threading.Thread(target=thread_function, args=(index,), daemon=True)
        threads.append(x)
        x.start()
        x.join()
        logging.info("Main    : thread %d done", index)
    logging.info("Main    : all done")
