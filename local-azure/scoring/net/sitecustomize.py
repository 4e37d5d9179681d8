"""Gives every Python process of a container group the group's own localhost.

The containers of a group share one address of 127.0.0.0/8. Binding to any address, and connecting to localhost on a
port of the group, means that address. LOCAL_AZURE_PORTS maps ports that may not be bound ("80:40123,5001:5001").
"""

import os
import socket

_ADDRESS = os.environ.get("LOCAL_AZURE_ADDRESS")
_PORTS = dict(
    (int(pair.split(":")[0]), int(pair.split(":")[1]))
    for pair in os.environ.get("LOCAL_AZURE_PORTS", "").split(",")
    if pair
)
_ANY = ("", "0.0.0.0", "::", "localhost", "127.0.0.1", "::1")


def _group_address(sock, address):
    host = "::ffff:" + _ADDRESS if sock.family == socket.AF_INET6 else _ADDRESS
    return (host, _PORTS.get(address[1], address[1])) + tuple(address[2:])


def _is_inet(sock, address):
    return sock.family in (socket.AF_INET, socket.AF_INET6) and isinstance(address, tuple) and address[0] in _ANY


def _install():
    bind, connect, connect_ex = socket.socket.bind, socket.socket.connect, socket.socket.connect_ex

    def group_bind(self, address):
        if not _is_inet(self, address):
            return bind(self, address)
        if self.family == socket.AF_INET6:
            self.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        return bind(self, _group_address(self, address))

    def of_group(self, address):
        if _is_inet(self, address) and address[1] in _PORTS:
            return _group_address(self, address)
        return address

    socket.socket.bind = group_bind
    socket.socket.connect = lambda self, address: connect(self, of_group(self, address))
    socket.socket.connect_ex = lambda self, address: connect_ex(self, of_group(self, address))


if _ADDRESS:
    _install()
