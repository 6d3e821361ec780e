using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace CsTelemetry.Grpc.Tests.Hosting;

/// <summary>Listens to the metrics of one host: what each call ended with, and the sums of all counters.</summary>
internal sealed class EndedCalls : IDisposable
{
    private readonly Channel<(string Method, string Code)> _ended = Channel.CreateUnbounded<(string, string)>();
    private readonly Dictionary<string, long> _sums = [];
    private readonly List<double> _durations = [];
    private readonly MeterListener _listener = new();

    public EndedCalls(IMeterFactory factory)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "CsTelemetry.Grpc" && ReferenceEquals(instrument.Meter.Scope, factory))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>(OnCount);
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, state) => OnCount(instrument, value, tags, state));
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => OnDuration(instrument, value));
        _listener.Start();
    }

    /// <summary>Gets how many durations were measured.</summary>
    public int DurationCount
    {
        get
        {
            lock (_sums)
            {
                return _durations.Count;
            }
        }
    }

    /// <summary>Waits for the next call that ended, with its method and code.</summary>
    public async Task<(string Method, string Code)> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await _ended.Reader.ReadAsync(limit.Token);
    }

    public long Sum(string instrument)
    {
        lock (_sums)
        {
            return _sums.GetValueOrDefault(instrument);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void OnCount(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        lock (_sums)
        {
            _sums[instrument.Name] = _sums.GetValueOrDefault(instrument.Name) + value;
        }

        if (instrument.Name == "cstelemetry.grpc.calls")
        {
            _ended.Writer.TryWrite((Tag(tags, "method"), Tag(tags, "code")));
        }
    }

    private void OnDuration(Instrument instrument, double seconds)
    {
        lock (_sums)
        {
            Assert.Equal("s", instrument.Unit);
            _durations.Add(seconds);
        }
    }

    private static string Tag(ReadOnlySpan<KeyValuePair<string, object?>> tags, string key)
    {
        foreach (var tag in tags)
        {
            if (tag.Key == key)
            {
                return tag.Value?.ToString() ?? string.Empty;
            }
        }

        return string.Empty;
    }
}
