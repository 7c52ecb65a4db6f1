"""Pages of accounts and agencies."""


def locked_out(request, credentials, *args, **kwargs):
    raise NotImplementedError
