"""Where a pager may be: on the public internet. A trust's lead types its address, and the worker connects to it. Pure."""

import socket
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# They carry an IPv4 address inside them, which a gateway on the way would connect to.
_CARRIERS = tuple(map(ip_network, ("::ffff:0:0/96", "2001::/32", "2002::/16", "64:ff9b:1::/48")))
# So does this one, through which machines with IPv6 alone reach all the others: there it is the carried one that counts.
_GATEWAY = ip_network("64:ff9b::/96")
# A public address at which every machine of a cloud finds that cloud's own services.
_METADATA = ip_address("168.63.129.16")
# Names that are never anybody's on the public internet.
_INSIDE = ("localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "home.arpa")


def is_public(address: str) -> bool:
    """Whether an address, in numbers, is one of the public internet: none of this machine's, network's or cloud's own."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if found in _GATEWAY:
        found = IPv4Address(found.packed[-4:])
    carries = any(found in network for network in _CARRIERS if network.version == found.version)
    return found.is_global and not (found.is_multicast or found.is_reserved or carries or found == _METADATA)


def may_be_public(host: str) -> bool:
    """Whether a host may be one, as far as its name tells: what it stands for is looked at before each call."""
    number = _in_numbers(host)
    if number:
        return is_public(str(number))
    name = host.lower().rstrip(".")
    return "." in name and not any(name == each or name.endswith(f".{each}") for each in _INSIDE)


def _in_numbers(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(host)
    except ValueError:
        pass
    try:
        # The old ways to write the same, such as 127.1 or 0x7f000001.
        return IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None
