/** Every operation's form on WebGPU. */
import '../adamw/adamw-webgpu.ts';
import '../attention/attention-webgpu.ts';
import '../augment/augment-webgpu.ts';
import '../dropout/dropout-webgpu.ts';
import '../gru/gru-webgpu.ts';
import '../layer-norm/layer-norm-webgpu.ts';
import '../linear/linear-webgpu.ts';
import '../loss/loss-webgpu.ts';
import '../lstm/lstm-webgpu.ts';
import '../rnn/rnn-webgpu.ts';
import '../windows/spans-webgpu.ts';
import '../windows/windows-webgpu.ts';
import './slices.ts';
