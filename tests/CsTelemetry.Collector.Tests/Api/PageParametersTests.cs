using CsTelemetry.Collector.Api;
using CsTelemetry.Collector.Tests.Making;

namespace CsTelemetry.Collector.Tests.Api;

public sealed class PageParametersTests
{
    private static readonly string[] OddKeys = [" ", "\"", "%2F", "../..", "a", "a b", "a+b=c&d", "a/b", "b", "ä", "日本", "🙂", "\uffee"];

    [Fact]
    public void Left_out_the_limit_is_200() => Assert.Equal(new PageParameters(200, null), PageParameters.Read(null, null));

    [Theory]
    [InlineData(1)]
    [InlineData(1000)]
    public void A_limit_within_its_bounds_is_taken(int limit) => Assert.Equal(limit, PageParameters.Read(limit, "").Limit);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    [InlineData(int.MaxValue)]
    public void Any_other_is_refused(int limit)
    {
        var fault = Assert.Throws<InvalidParameterException>(() => PageParameters.Read(limit, null));

        Assert.Equal("limit", fault.Parameter);
        Assert.Contains("1 to 1000", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!!!")]
    [InlineData("A")]
    [InlineData("a/b+")]
    [InlineData("gA")]
    [InlineData("7aCA")]
    public void A_cursor_that_is_none_is_refused(string cursor) =>
        Assert.Equal("cursor", Assert.Throws<InvalidParameterException>(() => PageParameters.Read(null, cursor)).Parameter);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(1000)]
    public void Following_the_cursors_yields_every_odd_key_once(int limit)
    {
        var sorted = OddKeys.Order(StringComparer.Ordinal).ToList();

        Assert.Equal(sorted, Traverse(sorted, limit));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Following_the_cursors_yields_every_item_once_and_in_order(int seed)
    {
        var random = new Random(seed);
        var sorted = Enumerable.Range(0, 500).Select(_ => $"account-{random.Next(100_000)}").Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal(sorted, Traverse(sorted, random.Next(1, 60)));
    }

    [Fact]
    public void The_last_page_has_no_cursor_even_when_it_is_full()
    {
        var page = PageParameters.Read(2, null).Cut(Sample.Today, ["a", "b"], key => key);

        Assert.Null(page.NextCursor);
        Assert.Equal((2, Sample.Today), (page.TotalCount, page.AsOf));
    }

    [Fact]
    public void An_empty_list_has_one_empty_page()
    {
        var page = PageParameters.Read(null, null).Cut(Sample.Today, Array.Empty<string>(), key => key);

        Assert.Empty(page.Items);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public void When_the_item_of_the_cursor_has_gone_the_next_one_follows()
    {
        var next = PageParameters.Read(2, null).Cut(Sample.Today, ["a", "b", "c", "d"], key => key).NextCursor;

        var page = PageParameters.Read(2, next).Cut(Sample.Today, ["a", "c", "d"], key => key);

        Assert.Equal(["c", "d"], page.Items);
    }

    private static List<string> Traverse(List<string> sorted, int limit)
    {
        var found = new List<string>();
        string? cursor = null;
        do
        {
            var page = PageParameters.Read(limit, cursor).Cut(Sample.Today, sorted, key => key);
            Assert.InRange(page.Items.Count, 1, limit);
            Assert.Equal(sorted.Count, page.TotalCount);
            Assert.NotEqual("", page.NextCursor);
            found.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null && found.Count <= sorted.Count);

        return found;
    }
}
