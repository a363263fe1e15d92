class Settings:
    size = 10
    ratio = size / 0
