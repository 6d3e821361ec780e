#pragma warning disable IDE0130 // Stands in for the type of later runtimes.
namespace System.Threading.Tasks;

/// <summary>Completes a task without a result.</summary>
internal sealed class TaskCompletionSource(TaskCreationOptions options)
{
    private readonly TaskCompletionSource<bool> _source = new(options);

    public Task Task => _source.Task;

    public bool TrySetResult() => _source.TrySetResult(true);
}
