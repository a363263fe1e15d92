"""Addresses of the web: only `urllib.parse`, as gilscope has no clients of networks."""
