using CsTelemetry.Sdk.Tests.Fakes;
using CsTelemetry.Sdk.Tests.Samples;

namespace CsTelemetry.Sdk.Tests.Legacy;

/// <summary>Runs the netstandard2.0 build on a runtime that is not .NET: an app for the .NET Framework, on Mono.</summary>
public sealed class LegacyRuntimeTests
{
    [MonoFact]
    public async Task On_mono_every_event_arrives_by_http_as_google_protobuf_reads_it()
    {
        await using var collector = await ScriptedServer.Http1Async();

        var run = await SampleProcess.RunOnMonoAsync("CsTelemetry.Sdk.Legacy", collector.Endpoint.ToString(), "2000");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        Assert.Contains("delivered=2000 rejected=0 remaining=0 invalid=1 tracked=2001", run.Output, StringComparison.Ordinal);
        var events = collector.Calls.SelectMany(call => call.Request.Events).OrderBy(one => one.Sequence).ToList();
        Assert.Equal(Enumerable.Range(1, 2_000).Select(i => (ulong)i), events.Select(one => one.Sequence));
        Assert.All(events, one => Assert.Equal(("acme", "u-17", "übersicht", Protocol.V1.Platform.Desktop), (one.AccountId, one.UserId, one.Feature, one.Platform)));
        Assert.Equal(Enumerable.Range(0, 2_000).Select(i => (long)i), events.Select(one => one.Properties.Single(property => property.Key == "n").IntValue));
        Assert.All(events, one => Assert.Equal(0.25, one.Properties.Single(property => property.Key == "ratio").DoubleValue));
    }

    [MonoFact]
    public async Task On_mono_a_refused_connection_is_no_exception_and_loses_no_count()
    {
        var run = await SampleProcess.RunOnMonoAsync("CsTelemetry.Sdk.Legacy", Ports.Nobody().ToString(), "10", "1");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("delivered=0 rejected=0 remaining=10 invalid=1 tracked=11 error=127.0.0.1", run.Output, StringComparison.Ordinal);
    }
}
