namespace CsTelemetry.Wal;

/// <summary>Holds the last durable sequence and wakes whoever waits for more. Safe from any thread.</summary>
internal sealed class DurableMark(long last)
{
    private readonly Lock _gate = new();
    private long _last = last;
    private bool _closed;
    private TaskCompletionSource? _moved;

    public long Last => Volatile.Read(ref _last);

    public void MoveTo(long sequence) => Change(sequence, closed: false);

    /// <summary>Ends all waiting: nothing more will become durable.</summary>
    public void Close() => Change(Last, closed: true);

    /// <summary>Waits until more than <paramref name="sequence"/> is durable; false when the log closed first.</summary>
    public async ValueTask<bool> WaitBeyondAsync(long sequence, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_gate)
            {
                if (_last > sequence || _closed)
                {
                    return _last > sequence;
                }

                _moved ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                moved = _moved.Task;
            }

            await moved.WaitAsync(cancellationToken);
        }
    }

    private void Change(long sequence, bool closed)
    {
        TaskCompletionSource? moved;
        lock (_gate)
        {
            Volatile.Write(ref _last, sequence);
            _closed |= closed;
            (moved, _moved) = (_moved, null);
        }

        moved?.SetResult();
    }
}
