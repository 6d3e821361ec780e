using CsTelemetry.Collector.Events;

namespace CsTelemetry.Collector.Validating;

/// <summary>What was decided on the events of one batch.</summary>
internal sealed class Verdict(int eventCount)
{
    private readonly List<Rejection> _rejections = [];
    private sbyte[] _dayShifts = [];

    public int EventCount => eventCount;

    public int AcceptedCount { get; private set; }

    /// <summary>Gets what was turned away, in the order of the batch.</summary>
    public IReadOnlyList<Rejection> Rejections => _rejections;

    /// <summary>Gets for each event how many days its account's calendar is ahead of UTC's; empty when none is.</summary>
    public ReadOnlySpan<sbyte> DayShifts => _dayShifts;

    internal void Accept(int index, sbyte dayShift)
    {
        AcceptedCount++;
        if (dayShift != 0)
        {
            _dayShifts = _dayShifts.Length == 0 ? new sbyte[eventCount] : _dayShifts;
            _dayShifts[index] = dayShift;
        }
    }

    internal void Reject(int index, Fault fault) => _rejections.Add(new Rejection(index, fault.Code, fault.Message));
}
