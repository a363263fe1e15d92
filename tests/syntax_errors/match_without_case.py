match command:
    print("go")
