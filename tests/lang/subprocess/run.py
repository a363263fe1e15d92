# Other programs: what they say, how they end.
import os
import subprocess
import threading
import time
from subprocess import DEVNULL, PIPE, STDOUT, Popen, run

done = run(["echo", "hello", "world"], capture_output=True)
print(done, done.stdout, done.returncode)
print(run("echo $((6 * 7)); exit 3", shell=True, stdout=PIPE, text=True))
print(run(["cat"], input=b"through cat", stdout=PIPE).stdout, run(["cat"], input="text\n", stdout=PIPE, text=True).stdout)
print(run(["sh", "-c", "echo out; echo err >&2"], stdout=PIPE, stderr=STDOUT, text=True).stdout.split())
print(run(["sh", "-c", "echo err >&2"], stdout=DEVNULL, stderr=PIPE).stderr)
print(subprocess.check_output(["sh", "-c", "pwd"], cwd="/", text=True), end="")
print(run(["sh", "-c", "echo $X"], env={"X": "from env", "PATH": os.environ["PATH"]}, stdout=PIPE, text=True).stdout, end="")
print(subprocess.call("exit 5", shell=True), subprocess.check_call(["true"]), subprocess.getoutput("echo a; echo b"), subprocess.getstatusoutput("exit 2"))
big = b"x" * 300_000
print(run(["cat"], input=big, capture_output=True).stdout == big)


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as error:
        print(type(error).__name__, error)


attempt(run, ["no-such-program"])
attempt(run, ["false"], check=True)
attempt(subprocess.check_output, "echo said; exit 4", shell=True)
attempt(run, ["sh", "-c", "kill -TERM $$"], check=True)
attempt(run, ["cat"], input=b"x", stdin=PIPE)
attempt(run, ["true"], capture_output=True, stdout=PIPE)
attempt(run, ["true"], cwd="/no/such/folder")
try:
    run("echo partial; exit 1", shell=True, check=True, stdout=PIPE)
except subprocess.CalledProcessError as error:
    print(error.returncode, error.cmd, error.output, error.stdout, error.stderr)

try:
    run(["sleep", "10"], timeout=0.02)
except subprocess.TimeoutExpired as error:
    print(error.cmd, error.timeout <= 0.02, error.stdout)

process = Popen(["cat"], stdin=PIPE, stdout=PIPE, text=True)
print(process.poll(), process.pid > 0)
process.stdin.write("line one\n")
process.stdin.flush()
print(process.stdout.readline(), end="")
print(process.communicate("line two\n"), process.returncode, process.poll())
with Popen(["sh", "-c", "echo 1; echo 2"], stdout=PIPE, text=True) as process:
    print([line.strip() for line in process.stdout])
print(process.returncode)
process = Popen(["sleep", "10"])
print(process.poll())
process.terminate()
print(process.wait(), process.returncode)
process = Popen(["sleep", "10"])
try:
    process.wait(0.01)
except subprocess.TimeoutExpired as error:
    print(error)
process.kill()
print(process.wait(5), repr(process))

# Threads wait for children at the same time.
began = time.monotonic()
codes = []
threads = [threading.Thread(target=lambda n=n: codes.append(run(["sh", "-c", f"sleep 0.05; exit {n}"]).returncode)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(codes))
print(os.system("exit 3"), os.waitstatus_to_exitcode(768))
