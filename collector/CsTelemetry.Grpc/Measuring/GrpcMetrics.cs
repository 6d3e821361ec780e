using System.Diagnostics.Metrics;
using CsTelemetry.Grpc.Calls;
using CsTelemetry.Grpc.Hosting;

namespace CsTelemetry.Grpc.Measuring;

/// <summary>Measures calls under the meter <c>CsTelemetry.Grpc</c>. Methods that do not exist are counted as one, <c>unknown</c>: no peer chooses a tag.</summary>
internal sealed class GrpcMetrics
{
    public const string MeterName = "CsTelemetry.Grpc";
    public const string UnknownMethod = "unknown";
    private readonly UpDownCounter<int> _active;
    private readonly Counter<long> _calls;
    private readonly Histogram<double> _durations;
    private readonly Counter<long> _received;
    private readonly Counter<long> _sent;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _drainsCut;

    public GrpcMetrics(IMeterFactory factory)
    {
        var meter = factory.Create(MeterName);
        _active = meter.CreateUpDownCounter<int>("cstelemetry.grpc.calls.active", "{call}", "Calls that run.");
        _calls = meter.CreateCounter<long>("cstelemetry.grpc.calls", "{call}", "Calls that ended, by method and status code.");
        _durations = meter.CreateHistogram<double>("cstelemetry.grpc.call.duration", "s", "How long calls took, by method and status code.");
        _received = meter.CreateCounter<long>("cstelemetry.grpc.received", "By", "Bytes of whole messages received, prefixes included, as on the wire.");
        _sent = meter.CreateCounter<long>("cstelemetry.grpc.sent", "By", "Bytes of messages written, prefixes included, as on the wire.");
        _refused = meter.CreateCounter<long>("cstelemetry.grpc.messages.refused_for_size", "{message}", "Messages over the limit, inflated or on the wire.");
        _drainsCut = meter.CreateCounter<long>("cstelemetry.grpc.drains.cut", "{call}", "Calls answered early whose peers were reset while they still sent, by the limit that was reached.");
    }

    public void CallStarted(string method) => _active.Add(1, Method(method));

    public void CallEnded(string method, GrpcStatusCode code, TimeSpan duration)
    {
        _active.Add(-1, Method(method));
        _durations.Record(duration.TotalSeconds, Method(method), Code(code));
        _calls.Add(1, Method(method), Code(code));
    }

    public void Transferred(CallExchange exchange)
    {
        _received.Add(exchange.Reader.ReceivedBytes, Method(exchange.Call.Method));
        _sent.Add(exchange.Writer.SentBytes, Method(exchange.Call.Method));
        if (exchange.Reader.RefusedForSize)
        {
            _refused.Add(1, Method(exchange.Call.Method));
        }
    }

    public void DrainWasCut(DrainCut reason) => _drainsCut.Add(1, new KeyValuePair<string, object?>("reason", reason switch
    {
        DrainCut.Bytes => "bytes",
        DrainCut.Time => "time",
        _ => "places",
    }));

    private static KeyValuePair<string, object?> Method(string method) => new("method", method);

    private static KeyValuePair<string, object?> Code(GrpcStatusCode code) => new("code", code.ToString());
}
