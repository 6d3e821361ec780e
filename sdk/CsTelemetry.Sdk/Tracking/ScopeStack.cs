namespace CsTelemetry.Tracking;

/// <summary>Knows the scope that is open where the calling code runs, across its awaits. Safe for any number of threads.</summary>
internal sealed class ScopeStack
{
    private readonly AsyncLocal<ScopeFrame?> _open = new();
    private volatile bool _used;

    /// <summary>Gets the innermost open scope. Costs next to nothing in an app that never opens one.</summary>
    public ScopeFrame? Current => _used ? _open.Value : null;

    public IDisposable Begin(TelemetryScope scope, PropertySet own)
    {
        _used = true;
        var outer = _open.Value;
        _open.Value = new ScopeFrame(scope, own, outer);
        return new End(this, outer);
    }

    private sealed class End(ScopeStack stack, ScopeFrame? outer) : IDisposable
    {
        public void Dispose() => stack._open.Value = outer;
    }
}
