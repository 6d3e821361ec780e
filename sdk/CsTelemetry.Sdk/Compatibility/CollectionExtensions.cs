using System.Diagnostics.CodeAnalysis;

namespace CsTelemetry.Compatibility;

/// <summary>Adds what later runtimes know about collections.</summary>
internal static class CollectionExtensions
{
    public static bool TryPop<T>(this Stack<T> stack, [NotNullWhen(true)] out T? item)
        where T : class
    {
        item = stack.Count > 0 ? stack.Pop() : null;
        return item is not null;
    }

    public static bool TryDequeue<T>(this Queue<T> queue, [NotNullWhen(true)] out T? item)
        where T : class
    {
        item = queue.Count > 0 ? queue.Dequeue() : null;
        return item is not null;
    }

    public static void Deconstruct<TKey, TValue>(this KeyValuePair<TKey, TValue> pair, out TKey key, out TValue value)
    {
        key = pair.Key;
        value = pair.Value;
    }
}
