using Google.Protobuf.Reflection;

namespace CsTelemetry.Grpc.Reflection;

/// <summary>Lists the full names of what a file defines.</summary>
internal static class SymbolNames
{
    public static IEnumerable<string> Of(FileDescriptor file) =>
        MessagesOf(file).SelectMany(message => message.EnumTypes.Select(e => e.FullName).Prepend(message.FullName))
            .Concat(file.EnumTypes.Select(e => e.FullName))
            .Concat(file.Services.SelectMany(service => service.Methods.Select(method => method.FullName).Prepend(service.FullName)));

    public static IEnumerable<MessageDescriptor> MessagesOf(FileDescriptor file) => file.MessageTypes.SelectMany(WithNested);

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.NestedTypes.SelectMany(WithNested).Prepend(message);
}
