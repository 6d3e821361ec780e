using CsTelemetry.Grpc.Tests.Hosting;
using CsTelemetry.Protocol.V1;

namespace CsTelemetry.Grpc.Tests.Peers;

/// <summary>Clients that nobody here wrote publish to the server. Three batches are more than one call on a warm connection.</summary>
public sealed class PublishingPeerTests
{
    [PeerTheory]
    [InlineData(PublishingPeer.Python, "unary")]
    [InlineData(PublishingPeer.Python, "stream")]
    [InlineData(PublishingPeer.Python, "gzip")]
    [InlineData(PublishingPeer.Node, "unary")]
    [InlineData(PublishingPeer.Node, "stream")]
    [InlineData(PublishingPeer.Node, "gzip")]
    public async Task Every_event_arrives_and_is_acknowledged(string peer, string mode)
    {
        await using var host = await TestHost.StartAsync();

        var result = await PublishingPeer.Named(peer).PublishAsync(host, mode, "--batches", "3", "--instance", "42");

        Assert.Equal(new PublishResult(300, 0, 0, "OK", null), result);
        Assert.Equal([1UL, 2UL, 3UL], host.Collector.Published.Select(batch => batch.BatchSequence));
        Assert.All(host.Collector.Published, batch => Assert.Equal(42UL, batch.ClientInstanceId));
        Assert.Equal(Enumerable.Range(1, 300).Select(i => (ulong)i), host.Collector.Published.SelectMany(batch => batch.Events).Select(e => e.Sequence));
        Assert.All(host.Collector.Published.SelectMany(batch => batch.Events), e => Assert.Equal((EventKind.FeatureUse, "acme", mode), (e.Kind, e.AccountId, e.Properties.Single().StringValue)));
        Assert.Equal(1, host.ConnectionCount);
    }

    [PeerTheory]
    [InlineData(PublishingPeer.Python)]
    [InlineData(PublishingPeer.Node)]
    public async Task A_batch_sent_again_is_told_to_be_a_duplicate(string peer)
    {
        await using var host = await TestHost.StartAsync();
        await PublishingPeer.Named(peer).PublishAsync(host, "unary", "--instance", "7");

        var again = await PublishingPeer.Named(peer).PublishAsync(host, "stream", "--instance", "7");

        Assert.Equal(new PublishResult(100, 0, 1, "OK", null), again);
    }

    [PeerTheory]
    [InlineData(PublishingPeer.Python, "unary")]
    [InlineData(PublishingPeer.Python, "stream")]
    [InlineData(PublishingPeer.Node, "unary")]
    [InlineData(PublishingPeer.Node, "stream")]
    public async Task A_wrong_key_is_unauthenticated(string peer, string mode)
    {
        await using var host = await TestHost.StartAsync();

        var result = await PublishingPeer.Named(peer).PublishAsync(host, mode, "--key", "wrong.secret");

        Assert.Equal(new PublishResult(0, 0, 0, "UNAUTHENTICATED", null), result);
        Assert.Empty(host.Collector.Published);
    }

    [PeerTheory]
    [InlineData(PublishingPeer.Python, "unary")]
    [InlineData(PublishingPeer.Python, "stream")]
    [InlineData(PublishingPeer.Node, "unary")]
    [InlineData(PublishingPeer.Node, "stream")]
    public async Task An_overload_is_told_with_its_delay(string peer, string mode)
    {
        await using var host = await TestHost.StartAsync();

        var result = await PublishingPeer.Named(peer).PublishAsync(host, mode, "--key", FakeCollector.OverloadedKey);

        Assert.Equal(new PublishResult(0, 0, 0, "RESOURCE_EXHAUSTED", FakeCollector.RetryDelay.TotalMilliseconds), result);
    }

    [PeerTheory]
    [InlineData(PublishingPeer.Python, "unary")]
    [InlineData(PublishingPeer.Python, "stream")]
    [InlineData(PublishingPeer.Node, "unary")]
    [InlineData(PublishingPeer.Node, "stream")]
    public async Task A_deadline_ends_the_call_on_both_sides(string peer, string mode)
    {
        await using var host = await TestHost.StartAsync();

        var result = await PublishingPeer.Named(peer).PublishAsync(host, mode, "--account", FakeCollector.SlowAccount, "--deadline-ms", "700");

        Assert.Equal("DEADLINE_EXCEEDED", result.Code);

        // Whichever side's clock is first, the call ends on the server too.
        Assert.True((await host.Calls.NextAsync()).Code is "DeadlineExceeded" or "Cancelled");
    }

    [PeerTheory]
    [InlineData(PublishingPeer.Python)]
    [InlineData(PublishingPeer.Node)]
    public async Task A_batch_over_the_limit_is_refused_for_good(string peer)
    {
        await using var host = await TestHost.StartAsync();

        var result = await PublishingPeer.Named(peer).PublishAsync(host, "unary", "--events", "20000");

        Assert.Equal(new PublishResult(0, 0, 0, "RESOURCE_EXHAUSTED", null), result);
    }

    [PeerTheory]
    [InlineData(PublishingPeer.Python)]
    [InlineData(PublishingPeer.Node)]
    public async Task A_stream_runs_over_tls(string peer)
    {
        using var certificate = TestCertificate.Create();
        using var pem = new TemporaryFile(certificate.ExportCertificatePem());
        await using var host = await TestHost.StartAsync(new() { Certificate = certificate });

        var result = await PublishingPeer.Named(peer).PublishAsync(host, "stream", "--tls-ca", pem.Path);

        Assert.Equal(new PublishResult(100, 0, 0, "OK", null), result);
    }
}
