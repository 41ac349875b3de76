-- One row per unit x direction x kind of datum: the change that decides, the one that moves the total least first.
select
    unit_id,
    direction,
    kind,
    sentence,
    place
from margin_deciders
order by unit_id, direction, place
