namespace CsTelemetry.Benchmarks.Track;

/// <summary>Our own client: encodes at the call into the batch that will be sent.</summary>
internal sealed class ClientWay(CsTelemetryClient client) : IWay
{
    public string Name => "CsTelemetry";

    public void Plain(int i) => client.TrackFeature("reports.export", "account-0042", Users.Of(i));

    public void WithThree(int i) => client.TrackFeature("reports.export", "account-0042", Users.Of(i), new()
    {
        Properties = [new("format", "pdf"), new("rows", i), new("ratio", 0.25)],
    });

    public void Empty() => Drain(0);

    /// <summary>Waits until no more than that many events wait.</summary>
    public void Drain(long most)
    {
        while (client.GetStats().Queued > most)
        {
            client.FlushAsync(TimeSpan.FromMilliseconds(most == 0 ? 1_000 : 1)).AsTask().GetAwaiter().GetResult();
        }
    }
}
