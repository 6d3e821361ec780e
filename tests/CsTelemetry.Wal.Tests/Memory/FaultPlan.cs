namespace CsTelemetry.Wal.Tests.Memory;

/// <summary>Counts I/O steps and makes chosen ones fail.</summary>
internal sealed class FaultPlan
{
    private FaultKind _kind;
    private int _from = int.MaxValue;
    private int _until = int.MaxValue;

    public int Steps { get; private set; }

    public bool HasFired { get; private set; }

    public void Arm(FaultKind kind, int afterSteps, int count)
    {
        (_kind, HasFired) = (kind, false);
        _from = Steps + afterSteps;
        _until = kind == FaultKind.PowerCut ? int.MaxValue : _from + count;
    }

    public void Disarm() => (_from, _until) = (int.MaxValue, int.MaxValue);

    public FaultKind? Step(bool needsRoom)
    {
        Steps++;
        if (Steps < _from || Steps >= _until || (_kind == FaultKind.NoSpace && !needsRoom))
        {
            return null;
        }

        HasFired = true;
        return _kind;
    }
}
