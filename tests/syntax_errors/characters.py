price = 5€
name = “quoted”
x = 1 – 2
a = b ? c : d
y = x + 1
cost = $5
