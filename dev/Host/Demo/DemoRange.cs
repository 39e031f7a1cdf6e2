namespace Commerce.Host.Demo;

/// <summary>What one category of the demo shop sells.</summary>
/// <param name="Department">The category above it.</param>
/// <param name="Nouns">Things, with what they cost in cents and weigh in grams.</param>
/// <param name="Praise">Sentences that fit any of them.</param>
/// <param name="Sizes">Values of the option "Size"; none: it has no such option.</param>
/// <param name="Colours">Values of the option "Colour" to choose from.</param>
internal sealed record DemoRange(
    string Slug, string Name, string Department, (string Name, int Cents, int Grams)[] Nouns, string[] Materials, string[] Praise, string[] Sizes, string[] Colours)
{
    private static readonly string[] Letters = ["S", "M", "L", "XL"];
    private static readonly string[] Cloth = ["Navy", "Sand", "White", "Olive", "Charcoal", "Rust"];
    private static readonly string[] Glaze = ["White", "Sage", "Indigo", "Terracotta", "Charcoal"];
    private static readonly string[] Metal = ["Brass", "Black", "White"];

    public static IReadOnlyList<(string Slug, string Name, string Description)> Departments { get; } =
    [
        ("clothing", "Clothing", "Made to be worn often and mended."),
        ("kitchen", "Kitchen", "For those who cook, and those who are cooked for."),
        ("home", "Home", "Quiet things for the rooms you live in."),
        ("out-and-about", "Out and about", "For the way there and back."),
    ];

    public static IReadOnlyList<DemoRange> All { get; } =
    [
        new("shirts", "Shirts", "clothing",
            [("Button-Down Shirt", 7900, 280), ("Band-Collar Shirt", 8900, 220), ("Work Shirt", 8400, 340), ("Evening Shirt", 7400, 210), ("Camp Shirt", 6900, 230), ("Henley", 4900, 240), ("Polo", 5400, 250), ("T-Shirt", 2900, 180)],
            ["organic cotton", "Irish linen", "brushed cotton", "cotton and hemp"],
            ["Cut straight, with a back pleat that lets you reach the top shelf.", "The collar holds its shape without stiffening.", "Garment-washed, so it fits from the first day.", "Buttons are corozo nut, sewn on to stay."], Letters, Cloth),
        new("knitwear", "Knitwear", "clothing",
            [("Crew Neck Sweater", 11900, 520), ("Cardigan", 13900, 600), ("Roll Neck", 12900, 560), ("Fisherman's Sweater", 15900, 820), ("Sweater Vest", 8900, 360), ("Beanie", 3400, 90), ("Scarf", 4900, 190)],
            ["merino wool", "lambswool", "recycled cashmere", "alpaca and cotton"],
            ["Knitted in one piece, so there are no seams to rub.", "Warm without weight.", "Ribbed cuffs keep the wind where it belongs.", "Comes with a length of yarn for repairs."], Letters, ["Oatmeal", "Navy", "Moss", "Charcoal", "Rust"]),
        new("trousers", "Trousers", "clothing",
            [("Chinos", 8900, 520), ("Pleated Trousers", 10900, 560), ("Wide Trousers", 9900, 640), ("Work Trousers", 9400, 720), ("Drawstring Trousers", 7900, 420), ("Five-Pocket Trousers", 9900, 780), ("Shorts", 5900, 300)],
            ["cotton twill", "stretch canvas", "selvedge denim", "washed linen"],
            ["A rise that stays put when you sit down.", "Deep pockets, all four of them.", "Reinforced where trousers give up first.", "Hem them as you like: there are four extra centimetres inside."], Letters, ["Navy", "Sand", "Olive", "Charcoal"]),
        new("shoes", "Shoes", "clothing",
            [("Low Sneaker", 6900, 720), ("High-Top Sneaker", 12900, 860), ("Desert Boot", 13900, 980), ("Chelsea Boot", 17900, 1150), ("Loafer", 14900, 820), ("Espadrille", 4900, 480), ("Trail Runner", 12400, 640)],
            ["vegetable-tanned leather", "waxed suede", "organic canvas", "recycled mesh"],
            ["Goes easy on the first day and better on the hundredth.", "The sole can be replaced; we do it for you.", "Runs true to size.", "Cork under the insole takes the shape of your foot."], ["38", "39", "40", "41", "42", "43", "44"], ["White", "Tan", "Black"]),
        new("cookware", "Cookware", "kitchen",
            [("Skillet", 6900, 2400), ("Dutch Oven", 17900, 4800), ("Saucepan", 7900, 1300), ("Sauté Pan", 9900, 1900), ("Stockpot", 10900, 2600), ("Griddle", 7400, 2900), ("Wok", 8400, 1700), ("Roasting Tin", 5900, 1600)],
            ["enamelled cast iron", "brushed steel", "carbon steel", "copper and steel"],
            ["Works on every hob, induction too.", "The handle stays cool while the rest does not.", "Heavy enough to keep its heat when the food goes in.", "Oven-safe to 260 °C, lid and all."], [], ["Black", "Sage", "Terracotta"]),
        new("tableware", "Tableware", "kitchen",
            [("Dinner Plate", 1900, 640), ("Pasta Bowl", 2100, 610), ("Breakfast Bowl", 1600, 420), ("Mug", 1500, 340), ("Serving Platter", 4900, 1500), ("Water Jug", 3900, 980), ("Egg Cup", 900, 110), ("Salt Cellar", 1400, 190)],
            ["stoneware", "porcelain", "speckled clay", "recycled glass"],
            ["Thrown by hand, so no two are quite alike.", "Dishwasher and microwave do it no harm.", "Stacks neatly and does not wobble.", "The glaze pools a little darker at the rim."], [], Glaze),
        new("coffee-and-tea", "Coffee and tea", "kitchen",
            [("Pour-Over Dripper", 2900, 420), ("French Press", 4900, 900), ("Hand Grinder", 8900, 680), ("Gooseneck Kettle", 6900, 1100), ("Espresso Cup", 1200, 150), ("Teapot", 5400, 940), ("Tea Tin", 1400, 160), ("Milk Jug", 2400, 310)],
            ["borosilicate glass", "matt steel", "porcelain and steel", "enamelled steel"],
            ["Made for one quiet cup or two talkative ones.", "Every part comes off for cleaning.", "Pours without a drip, which is rarer than it should be.", "Keeps an even temperature from the first drop to the last."], [], ["White", "Black", "Brass"]),
        new("bedding", "Bedding", "home",
            [("Duvet Cover", 11900, 1400), ("Fitted Sheet", 5900, 800), ("Pillowcase", 2400, 220), ("Blanket", 13900, 1600), ("Quilt", 15900, 2100), ("Bath Towel", 3400, 620), ("Cushion", 3900, 520)],
            ["washed linen", "percale cotton", "organic cotton", "waffle cotton"],
            ["Softer with every wash, for some years to come.", "Breathes in summer and holds the warmth in winter.", "Hidden buttons, no plastic.", "Dyed in small lots; order a set together for the same shade."], ["Single", "Double"], ["White", "Sand", "Sage", "Indigo"]),
        new("lighting", "Lighting", "home",
            [("Table Lamp", 8900, 1900), ("Floor Lamp", 18900, 5200), ("Pendant Light", 12900, 1600), ("Wall Light", 9900, 1200), ("Reading Light", 7400, 900), ("Lantern", 5900, 1100), ("Candle Holder", 2400, 480)],
            ["spun aluminium", "turned oak", "opal glass", "blown glass"],
            ["Light falls where you read and nowhere else.", "Dims down to the glow of a candle.", "Takes an ordinary bulb, so it will not be obsolete next year.", "Cable in woven cotton, two metres of it."], [], Metal),
        new("furniture", "Furniture", "home",
            [("Side Table", 14900, 6200), ("Stool", 9900, 3800), ("Bookshelf", 27900, 18500), ("Bench", 21900, 11000), ("Coat Rack", 7900, 4100), ("Dining Chair", 18900, 5600), ("Bedside Cabinet", 19900, 9800)],
            ["solid oak", "walnut", "ash and cord", "birch plywood"],
            ["Flat-packed, and put together without a tool.", "Oiled, not lacquered, so a scratch is sanded out in a minute.", "Carries more than you would think.", "From forests that are still there."], [], ["Natural", "Black"]),
        new("bags", "Bags", "out-and-about",
            [("Tote", 4900, 420), ("Backpack", 12900, 980), ("Weekend Bag", 16900, 1350), ("Messenger Bag", 11900, 900), ("Pouch", 2400, 120), ("Card Holder", 3400, 40), ("Cycle Pannier", 9900, 870)],
            ["waxed canvas", "saddle leather", "recycled nylon", "boiled wool"],
            ["Carries a laptop, lunch and a change of mind.", "Closes with one hand.", "Sheds a downpour, if not a swim.", "The strap sits flat and does not slip."], [], ["Navy", "Olive", "Tan", "Black"]),
        new("stationery", "Stationery", "out-and-about",
            [("Notebook", 1600, 310), ("Sketchbook", 2200, 540), ("Address Book", 1900, 260), ("Guest Book", 3900, 760), ("Travel Journal", 2600, 340), ("Letter Paper", 1800, 400), ("Wall Calendar", 2400, 380)],
            ["cotton paper", "handmade paper", "stone paper", "recycled paper"],
            ["Opens flat and stays open.", "Ink does not feather, even when you hesitate.", "Made by a family firm that has done nothing else since 1911.", "A good reason to write by hand."], [], ["Sand", "Navy", "Rust", "Black"]),
    ];
}
