using CsTelemetry.Protocol.V1;
using CsTelemetry.Sdk.Tests.Fakes;

namespace CsTelemetry.Sdk.Tests.Tracking;

/// <summary>A client whose clock stands still, together with the events that it has sent.</summary>
internal sealed class TrackedClient : IAsyncDisposable
{
    private readonly ScriptedTransport _collector = new();

    public TrackedClient(Action<CsTelemetryOptions>? configure = null, double dice = 1.0)
    {
        Client = CsTelemetryClient.Create(
            TestClients.Options(configure), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, Time, _collector, () => dice);
    }

    public ManualTimeProvider Time { get; } = new();

    public CsTelemetryClient Client { get; }

    /// <summary>Flushes and gives all events so far.</summary>
    public async Task<List<Event>> SentAsync()
    {
        var result = await Client.FlushAsync(TestClients.Patience);
        Assert.True(result.AllDelivered, result.ToString());
        Books.AssertBalanced(Client.GetStats());
        return [.. _collector.Frames.SelectMany(frame => ScriptedTransport.Parse(frame).Events)];
    }

    public async Task<Event> OnlyOneAsync() => Assert.Single(await SentAsync());

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
