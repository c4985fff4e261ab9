"""The base of every validated type: frozen, compared by value, closed to unknown fields."""

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """A frozen record. Types made by the thousand per filing (tokens, cells) are slotted
    dataclasses instead: they are built from checked values only, and validation would cost more
    than the reading itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
