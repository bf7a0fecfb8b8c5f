"""Maps of every kind, for properties."""

from hypothesis import settings
from hypothesis import strategies as st

from app.network.model import CATEGORIES, Closeness, Effect, Kind, Map, Node, Often, link_between

unhurried = settings(deadline=None, max_examples=20)


@st.composite
def _node(draw: st.DrawFn, node_id: str) -> Node:
    kind = draw(st.sampled_from(Kind))
    return Node(
        id=node_id,
        kind=kind,
        label=draw(st.text(min_size=1, max_size=8)),
        category=draw(st.sampled_from(CATEGORIES[kind])),
        effect=draw(st.sampled_from(Effect)),
        closeness=draw(st.sampled_from(Closeness)),
        often=draw(st.none() | st.sampled_from(Often)),
        years=draw(st.none() | st.integers(0, 99)),
        is_professional=draw(st.booleans()),
        lives_with=draw(st.booleans()),
        angle=draw(st.none() | st.integers(0, 359)),
    )


@st.composite
def maps(draw: st.DrawFn) -> Map:
    """A map of up to 8 things with any links between them."""
    ids = [f"{number:08x}" for number in range(draw(st.integers(0, 8)))]
    pairs = st.tuples(st.sampled_from(ids), st.sampled_from(ids)) if ids else st.nothing()
    chosen = draw(st.lists(pairs, max_size=16)) if ids else []
    links = dict.fromkeys(link_between(one, other) for one, other in chosen if one != other)
    return Map(nodes=tuple(draw(_node(each)) for each in ids), links=tuple(links))
