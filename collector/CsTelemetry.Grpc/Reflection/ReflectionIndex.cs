using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsTelemetry.Grpc.Reflection;

/// <summary>Finds the descriptors of files by their name and by what they define. Immutable.</summary>
internal sealed class ReflectionIndex
{
    private readonly FrozenDictionary<string, FileDescriptor> _files;
    private readonly FrozenDictionary<string, FileDescriptor> _symbols;
    private readonly FrozenSet<string> _messages;

    public ReflectionIndex(IReadOnlyList<FileDescriptor> files)
    {
        Services = [.. files.SelectMany(file => file.Services).Select(service => service.FullName).Distinct().Order(StringComparer.Ordinal)];
        var all = files.SelectMany(WithImports).DistinctBy(file => file.Name).ToList();
        _files = all.ToFrozenDictionary(file => file.Name, StringComparer.Ordinal);
        _symbols = all.SelectMany(SymbolNames.Of, (file, symbol) => (file, symbol))
            .ToFrozenDictionary(pair => pair.symbol, pair => pair.file, StringComparer.Ordinal);
        _messages = all.SelectMany(SymbolNames.MessagesOf).Select(message => message.FullName).ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>Gets the full names of the services, in order.</summary>
    public IReadOnlyList<string> Services { get; }

    public bool KnowsMessage(string fullName) => _messages.Contains(fullName);

    /// <summary>Finds a file and what it imports, itself first; null when there is none of that name.</summary>
    public IReadOnlyList<ByteString>? FindFile(string name) => Serialized(_files.GetValueOrDefault(name));

    /// <summary>Finds the file that defines a message, an enum, a service or a method, and what it imports; null when none does.</summary>
    public IReadOnlyList<ByteString>? FindSymbol(string fullName) => Serialized(_symbols.GetValueOrDefault(fullName));

    private static List<ByteString>? Serialized(FileDescriptor? file) =>
        file is null ? null : [.. WithImports(file).DistinctBy(f => f.Name).Select(f => f.SerializedData)];

    private static IEnumerable<FileDescriptor> WithImports(FileDescriptor file) =>
        file.Dependencies.SelectMany(WithImports).Prepend(file);
}
