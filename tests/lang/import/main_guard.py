print(__name__, __doc__)
def main():
    print("main runs")
if __name__ == "__main__":
    main()
print(__file__.endswith("main_guard.py"))
import __main__
print(__main__.main is main)
