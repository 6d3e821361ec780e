using CsTelemetry.Collector.Api;

namespace CsTelemetry.Collector.Tests.Api;

/// <summary>A segment of a path is decoded exactly once, whatever it holds.</summary>
public sealed class PathKeyTests
{
    [Theory]
    [InlineData("a%2Fb", "a/b")]
    [InlineData("a%2fb", "a/b")]
    [InlineData("a%252Fb", "a%2Fb")]
    [InlineData("a%25252Fb", "a%252Fb")]
    [InlineData("100%25", "100%")]
    [InlineData("100%", "100%")]
    [InlineData("%%32F", "%2F")]
    [InlineData("%2%25F", "%2%F")]
    [InlineData("%E2%82%AC%20a", "€ a")]
    [InlineData("a+b", "a+b")]
    public void A_key_is_what_was_encoded(string sent, string key)
    {
        var path = PathKey.Routed($"/v1/features/{sent}/adoption?as_of=2026-01-01") ?? $"/v1/features/{sent}/adoption";
        var segments = path.Split('/');

        Assert.Equal((5, "adoption"), (segments.Length, segments[4]));
        Assert.Equal(key, PathKey.Read(segments[3]));
    }

    [Fact]
    public void Every_text_comes_through_as_a_client_encodes_it()
    {
        var random = new Random(4711);
        for (var i = 0; i < 2_000; i++)
        {
            var key = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "%25Ff/aé€ +?#&;"[random.Next(15)]));
            var path = $"/v1/features/{Uri.EscapeDataString(key)}";

            Assert.Equal(key, PathKey.Read((PathKey.Routed(path) ?? path)["/v1/features/".Length..]));
        }
    }

    [Theory]
    [InlineData("/v1/features/plain")]
    [InlineData("/v1/%2E%2E/livez%25")]
    public void A_path_without_escapes_or_that_leads_elsewhere_is_left_to_the_server(string target) => Assert.Null(PathKey.Routed(target));
}
