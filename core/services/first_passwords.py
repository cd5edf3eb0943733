"""First passwords: words that are easily read out, and changed at the first sign-in."""

from secrets import choice

_LIST = """
    acorn amber anchor apple apricot april arbor arrow aspen autumn badger bakery balcony ballad
    bamboo barley basket beacon beaver birch biscuit blanket blossom bonfire border bottle
    branch bread breeze bridge bronze brook bucket butter button cabin cactus camel camera
    candle canoe canvas canyon caravan carpet carrot castle cedar cellar chalk chapel cherry
    chestnut chimney cinema circle clover coast cobalt comet compass copper coral corner cotton
    cradle crane crayon cricket crystal curtain cushion cypress dahlia daisy dance desert
    diamond dinner dolphin donkey dragon drummer eagle easel elbow ember emerald engine evening
    fabric falcon feather fennel ferry fiddle field finch flagon flannel flute forest fossil
    fountain foxglove galaxy gallery garden garlic garnet gazelle ginger glacier globe goblet
    golden granite grape gravel guitar hammer hammock harbor harvest hazel heather hedge helmet
    heron hickory hollow honey horizon hornet island ivory jacket jasmine jelly jersey jigsaw
    juniper kettle kitchen kitten ladder lagoon lantern lattice laurel lavender leather lemon
    lettuce library lilac linen lizard lobster locket lotus magnet magpie mango maple marble
    market meadow melody melon mercury mirror mitten molten monday morning mosaic mountain
    mulberry museum mustard napkin nectar needle nickel north nugget nutmeg oasis oatmeal ocean
    olive onion opera orange orchard orchid osprey otter oyster paddle palace panda papaya paper
    parade parcel parsley pasture peach peanut pearl pebble pelican pencil pepper petal piano
    picnic pigeon pillow pilot pine planet plaza plum pocket polar pollen pony poplar poppy
    portal potato prairie puddle pumpkin puzzle quarry quartz quilt rabbit radish rafter rainbow
    raisin ranger raven reef ribbon river robin rocket rosemary rowing rubber saddle saffron
    sailor salmon sandal sapphire satin scarf season sequin shadow shelter shovel silver singer
    slate sleigh snow sofa sonnet sparrow spinach spiral spring sprout spruce squash stable
    stanza station statue stone story stream summer sunday sunset swallow swan tailor tambour
    tango teapot temple thimble thistle thunder ticket tiger timber toast tomato topaz torch
    tower tractor trail trumpet tulip tunnel turkey turnip turtle umbrella valley vanilla velvet
    village vine violet violin voyage waffle wagon walnut walrus water wave weaver whisper
    willow window winter wombat wonder wooden yellow yonder zebra zenith zephyr
"""
_WORDS = tuple(_LIST.split())
_HOW_MANY = 4


def first_password() -> str:
    """Make one such as ``lantern-copper-meadow-violin``: more than 2**33 are equally likely."""
    return "-".join(choice(_WORDS) for _ in range(_HOW_MANY))
