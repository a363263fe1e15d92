matrix = [[1, 2], [3, 4]]
row = 1
print(matrix[row][0] + matrix[row][5] * 2)
