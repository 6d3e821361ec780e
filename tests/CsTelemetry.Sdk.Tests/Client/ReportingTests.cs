using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using CsTelemetry.Exporting;
using CsTelemetry.Reporting;
using CsTelemetry.Sdk.Tests.Fakes;
using CsTelemetry.Wire;

namespace CsTelemetry.Sdk.Tests.Client;

public sealed class ReportingTests : IDisposable
{
    private readonly ManualTimeProvider _time = new();
    private readonly ScriptedTransport _collector = new();
    private readonly CapturingLogger _log = new();

    [Fact]
    public async Task A_refused_key_is_logged_once_a_minute_and_not_with_the_key()
    {
        for (var i = 0; i < 3; i++)
        {
            _collector.Then(AttemptResult.Refused(RejectionReason.Unauthenticated, "Unauthenticated: no such key"));
        }

        await using var client = Scripted();
        await TrackAndFlushAsync(client);
        await TrackAndFlushAsync(client);
        Assert.Single(_log.Messages, message => message.Id == 1003);

        _time.Advance(TimeSpan.FromMinutes(1));
        await TrackAndFlushAsync(client);

        Assert.Equal(2, _log.Messages.Count(message => message.Id == 1003));
        Assert.DoesNotContain(_log.Messages, message => message.Text.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failure_and_recovery_are_both_said()
    {
        _collector.Then(AttemptResult.Retry("connection refused"));
        await using var client = Scripted();
        client.TrackFeature("f", "a", "u");
        var flush = client.FlushAsync(TestClients.Patience);
        await _time.UntilTimerAsync(TimeSpan.FromMilliseconds(500));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        await flush;

        Assert.Equal([1001, 1002], _log.Messages.Select(message => message.Id));
        Assert.Contains("connection refused", _log.Messages.First().Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Partial_rejections_are_said_with_the_first_reason()
    {
        _collector.Then(request => ScriptedTransport.Reject(request, new RejectedEvent(0, RejectionReason.TooLate)));
        await using var client = Scripted();
        TestClients.TrackMany(client, 2);
        await client.FlushAsync(TestClients.Patience);

        Assert.Equal("The collector rejected 1 of 2 events; the first because of TooLate: too bad", Assert.Single(_log.Messages).Text);
    }

    [Fact]
    public async Task Dropped_calls_are_said_with_the_field_and_the_fault()
    {
        await using (var client = Scripted())
        {
            client.TrackFeature("", "a", "u");
            await TrackAndFlushAsync(client);
        }

        Assert.Contains(_log.Messages, message => message.Text == "1 events were dropped since this was last said; the latest because feature is empty.");
    }

    [Fact]
    public async Task The_meter_shows_the_books()
    {
        var seen = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == ClientMetrics.MeterName && instrument.Meter.Tags!.Any(tag => (string?)tag.Value == "the metrics test"))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            seen[tags.Length == 0 ? instrument.Name : $"{instrument.Name}{{{tags[0].Value}}}"] = value);
        listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => seen.AddOrUpdate(instrument.Name, 1, (_, count) => count + 1));
        listener.Start();
        _collector.Then(request => ScriptedTransport.Reject(request, new RejectedEvent(0, RejectionReason.TooEarly)));
        await using var client = TestClients.Scripted(_collector, _time, options => options.Application = "the metrics test");
        TestClients.TrackMany(client, 5);
        client.TrackFeature("", "a", "u");
        await client.FlushAsync(TestClients.Patience);
        TestClients.TrackMany(client, 2);

        listener.RecordObservableInstruments();

        Assert.Equal(8, seen["cstelemetry.client.events.tracked"]);
        Assert.Equal(4, seen["cstelemetry.client.events.delivered"]);
        Assert.Equal(1, seen["cstelemetry.client.events.rejected{too_early}"]);
        Assert.Equal(1, seen["cstelemetry.client.events.dropped{invalid}"]);
        Assert.Equal(0, seen["cstelemetry.client.events.dropped{queue_full}"]);
        Assert.Equal(2, seen["cstelemetry.client.queue.size"]);
        Assert.Equal(1, seen["cstelemetry.client.send.duration"]);
    }

    public void Dispose()
    {
        _collector.Dispose();
        _log.Dispose();
    }

    private static async Task TrackAndFlushAsync(CsTelemetryClient client)
    {
        client.TrackFeature("f", "a", "u");
        await client.FlushAsync(TestClients.Patience);
    }

    private CsTelemetryClient Scripted() => TestClients.Scripted(_collector, _time, logger: _log);
}
