async x = 1
await
async def f()
    pass
