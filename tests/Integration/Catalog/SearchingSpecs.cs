using Commerce.Integration.Support;
using static Commerce.Integration.Catalog.Merchant;

namespace Commerce.Integration.Catalog;

public class SearchingSpecs(Shop shop) : IClassFixture<Shop>
{
    private readonly Merchant merchant = new(shop);
    private readonly string word = $"zq{Word()}";

    [Fact]
    public async Task puts_the_title_before_tags_and_those_before_the_description()
    {
        await merchant.Published(Described("Third", $"Something with {word}."));
        await merchant.Published(Simple("Second", 100, word));
        await merchant.Published(Simple($"First {word}", 100));

        Assert.Equal([$"First {word}", "Second", "Third"], (await merchant.Browse($"q={word}")).Titles);
    }

    [Theory]
    [InlineData("{0} kettles", "Kettle")]
    [InlineData("{0} -steel", "Kettle")]
    [InlineData("{0} \"steel pot\"", "Pot")]
    [InlineData("{0} kettle or {0} pot", "Pot|Kettle")]
    [InlineData("{0} nothing-like-it", "")]
    public async Task understands_forms_of_words_phrases_alternatives_and_exclusions(string query, string titles)
    {
        await merchant.Published(Described("Kettle", $"A red kettle, {word}."));
        await merchant.Published(Described("Pot", $"A steel pot, {word}."));

        var (found, _) = await merchant.Browse($"sort=newest&q={Uri.EscapeDataString(query.Replace("{0}", word))}");

        Assert.Equal(titles.Split('|', StringSplitOptions.RemoveEmptyEntries), found);
    }

    [Fact]
    public async Task finds_a_variant_by_its_sku()
    {
        var sku = $"SKU-{Word()}";
        await merchant.Published(new { slug = Word(), title = "Kettle", variants = new[] { new { sku, prices = new[] { Eur(100) } } } });

        Assert.Equal(["Kettle"], (await merchant.Browse($"q={sku.ToLowerInvariant()}")).Titles);
    }

    [Fact]
    public async Task goes_on_from_page_to_page_by_relevance()
    {
        for (var i = 0; i < 5; i++)
            await merchant.Published(i % 2 == 0 ? Simple($"Kettle {i} {word}", 100) : Described($"Kettle {i}", word));

        var (first, next) = await merchant.Browse($"q={word}&limit=2");
        var (second, nextButOne) = await merchant.Browse($"q={word}&limit=2&cursor={next}");
        var (third, end) = await merchant.Browse($"q={word}&limit=2&cursor={nextButOne}");

        Assert.Equal(["0", "1", "2", "3", "4"], first.Concat(second).Concat(third).Select(title => title.Split(' ')[1]).Order());
        Assert.Null(end);
    }

    [Theory]
    [InlineData("'; drop table catalog_product; --")]
    [InlineData("\"unfinished")]
    [InlineData("& | ! ( ) : * <->")]
    [InlineData("the of and")]
    public async Task takes_any_text_for_words(string text) => await merchant.Browse($"q={Uri.EscapeDataString(text)}");

    private static Dictionary<string, object> Described(string title, string description)
    {
        var body = Simple(title, 100);
        body["description"] = description;
        return body;
    }
}
