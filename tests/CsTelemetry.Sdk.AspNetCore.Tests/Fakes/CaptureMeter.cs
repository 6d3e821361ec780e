using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace CsTelemetry.Sdk.AspNetCore.Tests.Fakes;

/// <summary>Adds up what one app's capture counts, by instrument and tag.</summary>
internal sealed class CaptureMeter : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();

    public CaptureMeter(IMeterFactory meters)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "CsTelemetry.AspNetCore" && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counts.AddOrUpdate($"{instrument.Name["cstelemetry.aspnetcore.".Length..]} {tags[0].Value}", value, (_, before) => before + value));
        _listener.Start();
    }

    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Dispose() => _listener.Dispose();
}
