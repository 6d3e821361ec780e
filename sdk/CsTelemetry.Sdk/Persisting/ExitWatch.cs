namespace CsTelemetry.Persisting;

/// <summary>Rings on the way out of a process that did not dispose its client. A kill rings nothing.</summary>
internal sealed class ExitWatch : IDisposable
{
    private readonly Action<bool> _ring;

    /// <param name="ring">Called with whether the process crashes; must be bounded and must not throw.</param>
    public ExitWatch(Action<bool> ring)
    {
        _ring = ring;
        AppDomain.CurrentDomain.ProcessExit += OnExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandled;
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandled;
    }

    private void OnExit(object? sender, EventArgs arguments) => _ring(false);

    private void OnUnhandled(object sender, UnhandledExceptionEventArgs arguments)
    {
        if (arguments.IsTerminating)
        {
            _ring(true);
        }
    }
}
