# What wait() returns is a named tuple.
from concurrent.futures import ThreadPoolExecutor, wait

with ThreadPoolExecutor(2) as pool:
    result = wait([pool.submit(abs, -1), pool.submit(abs, -2)])
print(type(result), result._fields, len(result.done), result.not_done)
done, pending = result
print(sorted(future.result() for future in done), pending)
