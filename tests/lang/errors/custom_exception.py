class AppError(Exception):
    pass

class ConfigError(AppError):
    def __init__(self, key):
        super().__init__(f"no such key: {key}")
        self.key = key

raise ConfigError("colour")
