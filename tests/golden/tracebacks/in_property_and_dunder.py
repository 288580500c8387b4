class A:
    @property
    def p(self):
        return self.q

    def __getattr__(self, name):
        return self[name]

    def __getitem__(self, key):
        raise LookupError(key)


A().p
