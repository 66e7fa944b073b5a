"""The mail world's servers over real TCP on this machine, for real mail programs to try.

The same providers, policies and sessions as in memory: only what carries the bytes is another.
`ground` listens, `certificate` makes what real TLS needs, `serve` puts a provider there and stays
until it is told to stop. Nothing here runs in a page, and nothing listens beyond loopback.
"""
