using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace CsTelemetry.Collector.Hosting;

/// <summary>
/// Runs work on threads that stand back (Linux; elsewhere they are equal): whoever waits for an acknowledgement or a page comes first, and an
/// insert that is encoded meanwhile takes what is left. What an asynchronous method does after an <c>await</c> stays on them. Thread-safe.
/// </summary>
internal sealed partial class BackgroundThreads : TaskScheduler, IDisposable
{
    private readonly BlockingCollection<Task> _tasks = [];
    private readonly ThreadLocal<bool> _isOwn = new();
    private readonly int _niceness;

    /// <param name="name">What the threads are called.</param>
    /// <param name="count">How many there are, at least one. Work must not block one of them while it waits for another's.</param>
    /// <param name="niceness">By how much they stand back, 0 to 19: a thread of 5 gets a third of a busy processor beside one of 0.</param>
    public BackgroundThreads(string name, int count, int niceness)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(niceness);
        (MaximumConcurrencyLevel, _niceness) = (count, niceness);
        for (var i = 0; i < count; i++)
        {
            new Thread(Work) { Name = name, IsBackground = true }.Start();
        }
    }

    public override int MaximumConcurrencyLevel { get; }

    /// <summary>Runs an asynchronous method to its end.</summary>
    public Task RunAsync(Func<Task> work, CancellationToken cancellationToken) =>
        Task.Factory.StartNew(work, cancellationToken, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Lets the threads end when they have done what is queued.</summary>
    public void Dispose() => _tasks.CompleteAdding();

    protected override void QueueTask(Task task)
    {
        try
        {
            _tasks.Add(task);
        }
        catch (InvalidOperationException) when (_tasks.IsAddingCompleted)
        {
            // What ends after the collector's stop ends on a thread of the pool.
            ThreadPool.UnsafeQueueUserWorkItem(_ => TryExecuteTask(task), null);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => _isOwn.Value && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => _tasks;

    // Niceness is a thread's on Linux.
    [LibraryImport("libc", EntryPoint = "nice")]
    private static partial int Nice(int further);

    private void Work()
    {
        if (OperatingSystem.IsLinux() && _niceness > 0)
        {
            _ = Nice(_niceness);
        }

        _isOwn.Value = true;
        foreach (var task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
