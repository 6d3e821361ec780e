namespace CsTelemetry.Benchmarks.Track;

/// <summary>Our own client, with the feature's key encoded beforehand and the account and user taken from a scope.</summary>
internal sealed class NamedWay(CsTelemetryClient client, ClientWay same) : IWay
{
    private static readonly TelemetryName Export = new("reports.export");

    public string Name => "CsTelemetry, TelemetryName";

    public void Plain(int i) => client.TrackFeature(Export, "account-0042", Users.Of(i));

    public void WithThree(int i) => client.TrackFeature(Export, "account-0042", Users.Of(i), new()
    {
        Properties = [new("format", "pdf"), new("rows", i), new("ratio", 0.25)],
    });

    public void Empty() => same.Empty();
}
