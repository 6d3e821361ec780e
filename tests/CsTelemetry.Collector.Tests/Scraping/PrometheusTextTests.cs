using CsTelemetry.Collector.Scraping;

namespace CsTelemetry.Collector.Tests.Scraping;

public sealed class PrometheusTextTests
{
    [Fact]
    public void A_family_has_its_help_its_type_and_its_samples()
    {
        var family = new MetricFamily("b_total", "counter", "What it counts.", [Sample("", 2, ("kind", "x")), Sample("", 0.5)]);

        Assert.Equal("# HELP b_total What it counts.\n# TYPE b_total counter\nb_total{kind=\"x\"} 2\nb_total 0.5\n", PrometheusText.Write([family]));
    }

    [Fact]
    public void Label_values_are_escaped()
    {
        var family = new MetricFamily("m", "gauge", "", [Sample("", 1, ("path", "a\\b\"c\"\nd"))]);

        Assert.Contains("""m{path="a\\b\"c\"\nd"} 1""", PrometheusText.Write([family]), StringComparison.Ordinal);
    }

    [Fact]
    public void Help_is_escaped_but_for_quotes()
    {
        var family = new MetricFamily("m", "gauge", "a\\b \"c\"\nd", [Sample("", 1)]);

        Assert.StartsWith("""# HELP m a\\b "c"\nd""" + "\n", PrometheusText.Write([family]), StringComparison.Ordinal);
    }

    [Fact]
    public void Several_labels_are_joined_and_their_names_made_valid()
    {
        var family = new MetricFamily("m", "gauge", "", [Sample("_bucket", 1, ("error.type", "E"), ("le", "+Inf"))]);

        Assert.Contains("""m_bucket{error_type="E",le="+Inf"} 1""", PrometheusText.Write([family]), StringComparison.Ordinal);
    }

    [Fact]
    public void Families_come_in_the_order_of_their_names()
    {
        var text = PrometheusText.Write([new MetricFamily("b", "gauge", "", []), new MetricFamily("a", "gauge", "", []), new MetricFamily("B", "gauge", "", [])]);

        Assert.Equal(["B", "a", "b"], text.Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]));
    }

    [Theory]
    [InlineData(0.1, "0.1")]
    [InlineData(1e21, "1E+21")]
    [InlineData(12345678901234, "12345678901234")]
    [InlineData(double.NaN, "NaN")]
    public void Numbers_are_written_whole(double value, string text) =>
        Assert.EndsWith($"m {text}\n", PrometheusText.Write([new MetricFamily("m", "gauge", "", [Sample("", value)])]), StringComparison.Ordinal);

    [Fact]
    public void A_dotted_name_becomes_one_with_underscores() => Assert.Equal("cstelemetry_wal_appends_2", PrometheusText.NameOf("cstelemetry.wal.appends-2"));

    private static MetricSample Sample(string suffix, double value, params (string Name, string Value)[] labels) =>
        new(suffix, [.. labels.Select(label => KeyValuePair.Create(label.Name, label.Value))], value);
}
