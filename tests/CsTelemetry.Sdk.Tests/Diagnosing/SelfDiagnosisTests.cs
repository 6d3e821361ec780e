using CsTelemetry.Sdk.Tests.Fakes;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CsTelemetry.Sdk.Tests.Diagnosing;

/// <summary>The client asked why events do not arrive, against real servers.</summary>
public sealed class SelfDiagnosisTests
{
    private const string NoEvents = "events has 0 entries; a batch has 1 to 5000.";

    [Theory]
    [InlineData(TelemetryTransport.Auto)]
    [InlineData(TelemetryTransport.Grpc)]
    public async Task A_collector_that_is_well_gives_a_healthy_report(TelemetryTransport transport)
    {
        using var folder = new TemporaryFolder();
        await using var collector = await ScriptedServer.Http2Async(Answers.Status(3, NoEvents));
        await using var client = Client(collector.Endpoint, Ports.Nobody(), options => (options.Transport, options.DiskDirectory) = (transport, folder.Path));

        var diagnosis = await client.DiagnoseAsync();

        Assert.True(diagnosis.IsHealthy, diagnosis.ToString());
        Assert.Equal("name connection tls grpc http key clock disk last error books", string.Join(' ', diagnosis.Steps.Select(step => step.Name)));
        Assert.All(["connection", "grpc", "key", "clock", "disk", "books"], name => Assert.Equal(DiagnosisOutcome.Ok, diagnosis.Find(name)!.Outcome));
        Assert.All(["name", "tls", "http"], name => Assert.Equal(DiagnosisOutcome.Skipped, diagnosis.Find(name)!.Outcome));
        Assert.Empty(Assert.Single(collector.Calls).Request.Events);
        Assert.Equal([".lock"], Directory.EnumerateFiles(folder.Path).Select(Path.GetExtension));
        Assert.Equal(0, client.GetStats().Tracked);
        Assert.StartsWith($"cstelemetry-dotnet/0.1.0 to http://127.0.0.1:{collector.Endpoint.Port}: healthy", diagnosis.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Http_that_works_where_grpc_does_not_is_healthy_too()
    {
        await using var collector = await ScriptedServer.Http1Async(HttpAnswers.Status(400, 3, NoEvents));
        await using var client = Client(collector.Endpoint, collector.Endpoint);

        var diagnosis = await client.DiagnoseAsync();

        Assert.True(diagnosis.IsHealthy, diagnosis.ToString());
        Assert.Equal((DiagnosisOutcome.Skipped, DiagnosisOutcome.Ok), (diagnosis.Find("grpc")!.Outcome, diagnosis.Find("http")!.Outcome));
    }

    [Theory]
    [InlineData(16, "The key is unknown.", "Set ApiKey")]
    [InlineData(7, "The key demo_1 lacks the scope `ingest`.", "scope `ingest`")]
    public async Task A_key_that_does_not_do_is_told_with_what_to_do(int code, string message, string advice)
    {
        await using var collector = await ScriptedServer.Http2Async(Answers.Status(code, message));
        await using var client = Client(collector.Endpoint, Ports.Nobody());

        var diagnosis = await client.DiagnoseAsync();

        var key = diagnosis.Find("key")!;
        Assert.Equal((false, DiagnosisOutcome.Failed, DiagnosisOutcome.Ok), (diagnosis.IsHealthy, key.Outcome, diagnosis.Find("grpc")!.Outcome));
        Assert.Contains(message, key.Finding, StringComparison.Ordinal);
        Assert.Contains(advice, key.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_never_shown_even_when_a_peer_repeats_it()
    {
        await using var collector = await ScriptedServer.Http2Async(Answers.Status(16, "unknown key test.secret"));
        await using var client = Client(collector.Endpoint, Ports.Nobody());

        var report = (await client.DiagnoseAsync()).ToString();

        Assert.Contains("unknown key (the key)", report, StringComparison.Ordinal);
        Assert.DoesNotContain("test.secret", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_listening_is_found_at_the_connection()
    {
        await using var client = Client(Ports.Nobody(), Ports.Nobody());

        var diagnosis = await client.DiagnoseAsync();

        Assert.Equal(
            ["connection", "grpc", "http"],
            diagnosis.Steps.Where(step => step.Outcome == DiagnosisOutcome.Failed).Select(step => step.Name));
        Assert.Contains("is the collector running", diagnosis.Find("connection")!.Finding, StringComparison.Ordinal);
        Assert.Equal(DiagnosisOutcome.Skipped, diagnosis.Find("key")!.Outcome);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_found_first()
    {
        await using var client = Client(new Uri("http://no-such-host.invalid:5317"), Ports.Nobody());

        var diagnosis = await client.DiagnoseAsync(TimeSpan.FromSeconds(20));

        Assert.Equal((DiagnosisOutcome.Failed, DiagnosisOutcome.Skipped), (diagnosis.Find("name")!.Outcome, diagnosis.Find("connection")!.Outcome));
        Assert.Contains("does not resolve", diagnosis.Find("name")!.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_collector_that_hangs_costs_no_more_than_the_timeout()
    {
        using var silent = Ports.Silent();
        await using var client = Client(Ports.AddressOf(silent), Ports.AddressOf(silent));

        var started = TimeProvider.System.GetTimestamp();
        var diagnosis = await client.DiagnoseAsync(TimeSpan.FromMilliseconds(200));

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.FromMilliseconds(190), TimeSpan.FromSeconds(5));
        Assert.Equal(DiagnosisOutcome.Ok, diagnosis.Find("connection")!.Outcome);
        Assert.Contains("no answer within the time of the diagnosis", diagnosis.Find("grpc")!.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_found_at_tls_and_one_that_is_is_named()
    {
        using var authority = new TestAuthority();
        using var certificate = authority.Certify();
        await using var collector = await ScriptedServer.StartAsync(HttpProtocols.Http1AndHttp2, certificate, Answers.Status(3, NoEvents));
        await using var distrusting = Client(collector.Endpoint, null, options => options.Transport = TelemetryTransport.Grpc);
        await using var trusting = Client(collector.Endpoint, null, options => (options.Transport, options.TrustedRoots) = (TelemetryTransport.Grpc, authority.Roots));

        var bad = await distrusting.DiagnoseAsync();
        var good = await trusting.DiagnoseAsync();

        Assert.Equal(DiagnosisOutcome.Failed, bad.Find("tls")!.Outcome);
        Assert.Contains("set TrustedRoots", bad.Find("tls")!.Finding, StringComparison.Ordinal);
        Assert.True(good.IsHealthy, good.ToString());
        Assert.Contains("CN=collector", good.Find("tls")!.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proxy_goes_the_way_in_our_place()
    {
        using var authority = new TestAuthority();
        using var proxy = new ConnectProxy();
        using var certificate = authority.Certify();
        await using var collector = await ScriptedServer.StartAsync(HttpProtocols.Http1AndHttp2, certificate, Answers.Status(3, NoEvents));
        await using var client = Client(collector.Endpoint, null, options =>
            (options.Transport, options.TrustedRoots, options.Proxy) = (TelemetryTransport.Grpc, authority.Roots, proxy.Address));

        var diagnosis = await client.DiagnoseAsync();

        Assert.True(diagnosis.IsHealthy, diagnosis.ToString());
        Assert.Contains("The proxy 127.0.0.1:", diagnosis.Find("connection")!.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_cannot_be_written_is_told()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "a file");
        await File.WriteAllTextAsync(file, "");

        var step = await CsTelemetry.Diagnosing.DiskProbe.RunAsync(Path.Combine(file, "below"), default);

        Assert.Equal(DiagnosisOutcome.Failed, step.Outcome);
        Assert.Contains("set another DiskDirectory", step.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_of_before_is_told_and_is_no_fault_of_today()
    {
        await using var collector = await ScriptedServer.Http2Async(Answers.Status(14, "the disk was full"), Answers.Ok, Answers.Status(3, NoEvents));
        await using var client = Client(collector.Endpoint, null, options => options.Transport = TelemetryTransport.Grpc);
        client.TrackFeature("f", "a", "u");
        Assert.True((await client.FlushAsync(TestClients.Patience)).AllDelivered);

        var diagnosis = await client.DiagnoseAsync();

        Assert.True(diagnosis.IsHealthy, diagnosis.ToString());
        Assert.Contains("the disk was full", diagnosis.Find("last error")!.Finding, StringComparison.Ordinal);
        Assert.StartsWith("tracked 1 = delivered 1 +", diagnosis.Find("books")!.Finding, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_cancelled_token_and_a_senseless_timeout_throw()
    {
        using var silent = Ports.Silent();
        await using var client = Client(Ports.AddressOf(silent), Ports.AddressOf(silent));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.DiagnoseAsync(null, soon.Token));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => client.DiagnoseAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task A_disposed_client_can_still_be_asked()
    {
        await using var collector = await ScriptedServer.Http2Async(Answers.Status(3, NoEvents));
        var client = Client(collector.Endpoint, null, options => options.Transport = TelemetryTransport.Grpc);
        await client.DisposeAsync();

        Assert.True((await client.DiagnoseAsync()).IsHealthy);
    }

    private static CsTelemetryClient Client(Uri grpc, Uri? http, Action<CsTelemetryOptions>? configure = null) => CsTelemetryClient.Create(TestClients.Options(options =>
    {
        (options.Endpoint, options.HttpEndpoint) = (grpc, http);
        configure?.Invoke(options);
    }));
}
