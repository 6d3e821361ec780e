using CsTelemetry.ClickHouse.Native;
using CsTelemetry.Collector.Storing;

namespace CsTelemetry.Collector.Tests.Making;

/// <summary>Encodes cuts.</summary>
internal static class CutEncoding
{
    internal static NativeBlock Encode(this EventsBlockEncoder encoder, Cut cut, int? month = null) => encoder.Encode(cut.Range, cut.Columns(month));
}
