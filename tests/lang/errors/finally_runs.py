def work():
    try:
        print("working")
        raise OSError(28, "No space left on device", "disk")
    finally:
        print("cleaned up")

work()
