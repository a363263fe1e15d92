for i in range(3):
        print(i)
    print("between")
print("done")
