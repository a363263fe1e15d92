def setup():
    return undefined_setting

settings = setup()
