using CsTelemetry.Protocol.Grpc.Reflection.V1;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace CsTelemetry.Grpc.Reflection;

/// <summary>The descriptors of reflection itself, in both versions.</summary>
internal static class ReflectionFiles
{
    private const string Current = "grpc.reflection.v1";
    private const string Older = "grpc.reflection.v1alpha";

    public static IReadOnlyList<FileDescriptor> Own { get; } = [ReflectionReflection.Descriptor, DeriveOlder()];

    // v1alpha has the same messages and the same service under another package.
    private static FileDescriptor DeriveOlder()
    {
        var file = ReflectionReflection.Descriptor.ToProto();
        file.Name = "grpc/reflection/v1alpha/reflection.proto";
        file.Package = Older;
        foreach (var field in file.MessageType.SelectMany(message => message.Field).Where(field => field.HasTypeName))
        {
            field.TypeName = Rename(field.TypeName);
        }

        foreach (var method in file.Service.SelectMany(service => service.Method))
        {
            method.InputType = Rename(method.InputType);
            method.OutputType = Rename(method.OutputType);
        }

        return FileDescriptor.BuildFromByteStrings([file.ToByteString()])[0];
    }

    private static string Rename(string type) => type.Replace($".{Current}.", $".{Older}.", StringComparison.Ordinal);
}
