"""Why a definition cannot be loaded."""


class DefinitionError(ValueError):
    """A definition that cannot be loaded: the file, the key in it and the reason."""

    def __init__(self, file: str, key: str, reason: str) -> None:
        super().__init__(": ".join(filter(None, (file, key, str(reason)))))
        self.file, self.key, self.reason = file, key, str(reason)
